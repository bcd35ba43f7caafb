/// Scores whatever turns sentences into decisions: every figure with an interval, every interval
/// with the sentences behind it, every scorecard with the hashes of what it was made from.
///
/// Door: [dev.usher.evaluation.Evaluation]; [dev.usher.evaluation.Predictor] is what gets scored.
@NullMarked
package dev.usher.evaluation;

import org.jspecify.annotations.NullMarked;
