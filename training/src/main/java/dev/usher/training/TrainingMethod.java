package dev.usher.training;

/// What is trained.
public enum TrainingMethod {
  /// Every weight but the embedding; the outcome is a model of its own.
  FULL,
  /// Low-rank pairs beside frozen weights; the outcome is a small adapter over the base model.
  LORA
}
