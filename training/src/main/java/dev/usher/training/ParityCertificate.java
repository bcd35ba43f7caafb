package dev.usher.training;

/// How far the served model is the trained one, measured on probe prompts.
///
/// Two comparisons, both over the tokens that the served model wrote: *engine*, the serving engine
/// against the trainer's engine on the same deployed file, shows a fault in either; *deployment*,
/// the served model against the weights as they were trained, shows what quantisation or merging
/// cost.
///
/// @param prompts how many probe prompts were compared
/// @param tokens how many positions were compared
/// @param idsIdentical whether trainer and server turned every probe sentence into the same token
///   ids
/// @param engineDifference largest difference of a logit between the engines
/// @param engineBound what it may be
/// @param deploymentDifference largest difference of a logit to the weights as trained
/// @param argMaxAgreement share of positions at which the trained weights' most likely token, the
///   grammar set aside, is the served model's
/// @param argMaxBound what it must be at least
/// @param decisionsIdentical share of probes for which the trained weights, under the same grammar,
///   would have written token for token what the served model wrote
public record ParityCertificate(
    int prompts,
    int tokens,
    boolean idsIdentical,
    double engineDifference,
    double engineBound,
    double deploymentDifference,
    double argMaxAgreement,
    double argMaxBound,
    double decisionsIdentical) {

  /// Whether the served model may be trusted to be the trained one.
  ///
  /// @return true within both bounds
  public boolean passed() {
    return idsIdentical && engineDifference <= engineBound && argMaxAgreement >= argMaxBound;
  }
}
