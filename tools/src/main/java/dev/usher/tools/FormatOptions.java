package dev.usher.tools;

/// How a decision is written for and by the model. What the caller of a router sees is the same
/// strict JSON for all.
///
/// @param kind the look of the text
/// @param order in which a call's arguments stand, also in objects inside them
/// @param maxCalls at most so many calls in one decision, at least 1
/// @param answers whether a decision may be an answer in words instead of a call
/// @param thoughts whether a thought may stand in front of the calls
public record FormatOptions(
    Kind kind, ArgumentOrder order, int maxCalls, boolean answers, boolean thoughts) {

  /// The look of the text.
  public enum Kind {
    /// The JSON that leaves the router: `{"status":"running","tool_use":{"tool_name":…}}`.
    JSON,
    /// A call as in a program, a third fewer tokens: `get_weather(city="Oslo",days=3)`.
    COMPACT
  }

  /// The order of arguments.
  public enum ArgumentOrder {
    /// As their values are first said by the user; those that are not said last, as the catalogue
    /// has them. The grammar admits any order.
    SAID,
    /// As the catalogue has them.
    CATALOGUE
  }

  /// Checks the number of calls.
  ///
  /// @throws UsherException if it is below 1
  public FormatOptions {
    if (maxCalls < 1) {
      throw new UsherException("format options", "expected at least 1 call, found " + maxCalls);
    }
  }

  /// One call as in a program, arguments as said.
  ///
  /// @return the options
  public static FormatOptions compact() {
    return new FormatOptions(Kind.COMPACT, ArgumentOrder.SAID, 1, false, false);
  }

  /// One call as JSON, arguments as said.
  ///
  /// @return the options
  public static FormatOptions json() {
    return new FormatOptions(Kind.JSON, ArgumentOrder.SAID, 1, false, false);
  }
}
