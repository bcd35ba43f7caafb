package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Nothing of the teacher's own talk is left in the sentence: no introduction, label, number, code
/// fence, chat marker or placeholder.
final class LeftoverRule implements Rule {
  private static final Map<String, Pattern> LEFTOVERS =
      Map.of(
          "a teacher's introduction",
              pattern("^(sure|certainly|of course|okay)[,!.].*:\\s|^here('s| is| are) [^.]*:\\s"),
          "a label",
              pattern("^(user|assistant|human|ai|query|request|sentence|example|prompt)( \\d+)?: "),
          "a number in a list", pattern("^\\d{1,3}[.)]\\s+\\p{L}"),
          "a code fence", pattern("```"),
          "a chat marker",
              pattern("<\\|\\w+\\|>|\\[/?INST]|<</?SYS>>|</?s>|### (instruction|response|input)"),
          "a placeholder",
              pattern(
                  "\\{\\{[^}]*}}|(?<!\\S)\\$?\\{[a-z]+([_ -][a-z]+)*}(?!\\S)|<(?!module>)[a-z]+([_ ][a-z]+)*>|\\[(insert|your|name|city|date|time|place)[^\\]]*]"),
          "quotation marks around all of it", pattern("^(\"[^\"]*\"|“[^”]*”)$"));

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  @Override
  public String name() {
    return "leftover";
  }

  @Override
  public Layer layer() {
    return Layer.QUALITY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    return LEFTOVERS.entrySet().stream()
        .filter(each -> each.getValue().matcher(row.text()).find())
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .map(what -> "the text has " + what + "; keep only what the user says");
  }
}
