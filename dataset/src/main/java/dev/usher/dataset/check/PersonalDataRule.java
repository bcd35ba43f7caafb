package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// No number that identifies a person: payment cards (by ISO/IEC 7812's check digit), bank accounts
/// (IBAN, by ISO 13616's check digits), United States social security numbers; no phone number that
/// is not kept for fiction (555-01xx); no e-mail address outside the domains that are reserved for
/// examples (RFC 2606).
final class PersonalDataRule implements Rule {
  private static final Pattern CARD =
      Pattern.compile(
          "(?<![\\d.-])(?:\\d{13,19}|\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{1,7}|\\d{4}([ -])\\d{6}\\2\\d{4,5})(?![\\d.-])");
  private static final Pattern IBAN =
      Pattern.compile("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b");
  private static final Pattern SSN =
      Pattern.compile("(?<![\\d-])(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}(?![\\d-])");
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\w+])(?:\\+\\d{1,3}(?:[ ./-]?\\(?\\d{1,5}\\)?){2,5}|\\([2-9]\\d{2}\\) ?[2-9]\\d{2}-\\d{4}|[2-9]\\d{2}-[2-9]\\d{2}-\\d{4})(?![\\w-])");

  /// Kept free for fiction by the North American numbering plan.
  private static final Pattern FICTIONAL = Pattern.compile("555[ .-]?01\\d\\d$");

  private static final int SHORTEST_PHONE = 9; // digits, with the country's

  private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@([\\w-]+\\.)+\\p{L}{2,}");
  private static final Pattern RESERVED =
      Pattern.compile(
          "@(.*\\.)?(example(\\.(com|net|org))?|test|invalid|localhost)$",
          Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "personal-data";
  }

  @Override
  public Layer layer() {
    return Layer.SAFETY;
  }

  /// The message does not repeat the data.
  @Override
  public Optional<String> fault(Candidate row) {
    return Values.allTexts(row)
        .flatMap(PersonalDataRule::kinds)
        .findFirst()
        .map(kind -> "has what looks like " + kind + "; replace it by an invented one");
  }

  private static Stream<String> kinds(String text) {
    return Stream.of(
            any(CARD, text, PersonalDataRule::isCard, "a payment card number"),
            any(IBAN, text, PersonalDataRule::isIban, "a bank account number"),
            any(SSN, text, _ -> true, "a social security number"),
            any(PHONE, text, PersonalDataRule::isPhone, "somebody's phone number"),
            any(MAIL, text, mail -> !RESERVED.matcher(mail).find(), "somebody's e-mail address"))
        .flatMap(Optional::stream);
  }

  private static Optional<String> any(
      Pattern pattern, String text, Predicate<String> is, String kind) {
    boolean found = pattern.matcher(text).results().map(MatchResult::group).anyMatch(is);
    return found ? Optional.of(kind) : Optional.empty();
  }

  private static boolean isPhone(String number) {
    return number.replaceAll("\\D", "").length() >= SHORTEST_PHONE
        && !FICTIONAL.matcher(number).find();
  }

  /// Luhn's check: every second digit from the right doubled, the sum of all digits divisible by
  /// 10.
  private static boolean isCard(String number) {
    String digits = number.replaceAll("\\D", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = digit * (1 + i % 2);
      sum += doubled / 10 + doubled % 10;
    }
    return sum % 10 == 0 && !digits.matches("(\\d)\\1*");
  }

  private static boolean isIban(String number) {
    String plain = number.replace(" ", "").toUpperCase(Locale.ROOT);
    StringBuilder digits = new StringBuilder();
    (plain.substring(4) + plain.substring(0, 4))
        .chars()
        .forEach(c -> digits.append(Character.digit(c, 36)));
    return plain.length() >= 15
        && new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
  }
}
