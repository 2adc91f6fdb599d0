"""Which extractor yields which kind of claim."""

STAGES = {
    "date": "dates",
    "place": "places",
    "actor": "actors",
    "quotation": "quotations",
    "figure": "figures",
    "talks": "talks",
    "position": "positions",
    "agreement": "agreements",
    "event": "events",
}
"""The extractor of each kind."""

KIND_OF_STAGE = {stage: kind for kind, stage in STAGES.items()}
