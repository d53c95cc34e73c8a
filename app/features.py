"""The features of the product in the order of its funnel: each imports what stands above it, never what stands below."""

FEATURES = (
    "accounts",
    "skills",
    "notices",
    "talents",
    "briefs",
    "matches",
    "invitations",
    "proposals",
    "rounds",
    "contracts",
    "outcomes",
    "learning",
    "intake",
    "statistics",
    "fairness",
    "importing",
    "home",
    "demo",
)
