package dev.usher.tools.schema;

/// A place in a value that a schema does not admit.
///
/// @param pointer JSON pointer to the place (RFC 6901), empty for the whole value
/// @param message what was found and what was expected
public record Violation(String pointer, String message) {
  @Override
  public String toString() {
    return (pointer.isEmpty() ? "(the value)" : pointer) + ": " + message;
  }
}
