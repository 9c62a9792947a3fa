import Testing

/// Tests that keep every processor busy: one after the other, so that a kill comes when it is meant to.
@Suite(.serialized) enum HeavyRobustness {}
