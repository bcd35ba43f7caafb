package dev.usher.dataset.offline;

import tools.jackson.databind.JsonNode;

/// A value of an argument, and how it is said.
///
/// @param json the value
/// @param said its words; empty where it goes without saying
record Value(JsonNode json, String said) {}
