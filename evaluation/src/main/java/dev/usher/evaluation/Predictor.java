package dev.usher.evaluation;

import dev.usher.tools.Request;

/// Whatever turns a request into a decision: a router, a baseline, a remote service, a script.
@FunctionalInterface
public interface Predictor {

  /// Decides on one request. Called from one thread, one request at a time.
  ///
  /// @param request what the person said, now and before
  /// @return what was decided, how surely, and how long it took
  Prediction predict(Request request);
}
