package dev.usher.evaluation;

/// Whatever turns a sentence into a decision: a router, a baseline, a remote service, a script.
@FunctionalInterface
public interface Predictor {

  /// Decides on one sentence. Called from one thread, one sentence at a time.
  ///
  /// @param text what the person said
  /// @return what was decided, how surely, and how long it took
  Prediction predict(String text);
}
