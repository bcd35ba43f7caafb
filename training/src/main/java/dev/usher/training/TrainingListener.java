package dev.usher.training;

/// Follows a run; called on the thread that runs it.
@FunctionalInterface
public interface TrainingListener {
  /// Called for each event in order.
  ///
  /// @param event that happened
  void on(TrainingEvent event);
}
