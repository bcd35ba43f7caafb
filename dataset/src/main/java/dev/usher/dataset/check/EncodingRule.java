package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text came through its encodings whole: no replacement characters, no UTF-8 that was read as
/// another encoding, no control characters.
final class EncodingRule implements Rule {
  private static final Pattern BROKEN =
      Pattern.compile(
          "\uFFFD" // what a decoder puts for bytes that it cannot read
              + "|[\u00C2\u00C3][\u0080-\u00BF]" // two bytes of UTF-8 read as Latin-1
              + "|\u00E2(\u20AC.|\u0080[\u0080-\u00BF])" // three bytes read as Windows-1252,
              // Latin-1
              + "|[\\p{Cc}&&[^\\t\\n\\r]]");

  @Override
  public String name() {
    return "encoding";
  }

  @Override
  public Layer layer() {
    return Layer.QUALITY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    return Values.allTexts(row).flatMap(text -> fault(text).stream()).findFirst();
  }

  private static Optional<String> fault(String text) {
    Matcher broken = BROKEN.matcher(text);
    if (!broken.find()) {
      return Optional.empty();
    }
    StringBuilder codes = new StringBuilder();
    broken.group().codePoints().forEach(c -> codes.append(" U+%04X".formatted(c)));
    return Optional.of(
        "%s at character %d; read the source with its own encoding"
            .formatted(codes.toString().strip(), broken.start() + 1));
  }
}
