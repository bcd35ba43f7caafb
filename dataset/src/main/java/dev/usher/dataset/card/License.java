package dev.usher.dataset.card;

import dev.usher.tools.UsherException;
import java.util.regex.Pattern;

/// A licence by the identifier that the Hub knows it by.
///
/// @param id such as `cc0-1.0` or `apache-2.0`
public record License(String id) {

  private static final Pattern ID = Pattern.compile("[a-z0-9]+([.+-][a-z0-9]+)*");

  /// Checks the identifier's form.
  ///
  /// @throws UsherException if it is none
  public License {
    if (!ID.matcher(id).matches()) {
      throw new UsherException(
          "license",
          "'%s' is no identifier of the hub; expected one such as cc0-1.0, cc-by-4.0 or apache-2.0"
              .formatted(id));
    }
  }
}
