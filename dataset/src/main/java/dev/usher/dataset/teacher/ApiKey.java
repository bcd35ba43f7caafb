package dev.usher.dataset.teacher;

/// A secret that a provider knows its customer by. It never says itself: neither as text nor in a
/// message.
final class ApiKey {
  private static final String HIDDEN = "…";
  private static final char LAST_VISIBLE = '~'; // in ASCII

  private final String value;

  private ApiKey(String value) {
    this.value = value;
  }

  /// A key that can be sent in a header.
  ///
  /// @param value of the variable
  /// @param variable its name
  static ApiKey of(String value, String variable) {
    if (!value.chars().allMatch(c -> c > ' ' && c <= LAST_VISIBLE)) {
      throw new IllegalArgumentException(
          "the value of "
              + variable
              + " is no key: it has blanks or letters beyond ASCII; copy it again");
    }
    return new ApiKey(value);
  }

  /// For the provider only.
  String value() {
    return value;
  }

  /// A text without the key, should it be in there.
  String hiddenIn(String text) {
    return text.replace(value, HIDDEN);
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
