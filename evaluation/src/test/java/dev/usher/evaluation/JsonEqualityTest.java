package dev.usher.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEqualityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1.0",
        "100 | 1e2",
        "0 | -0.0",
        "12345678901234567890 | 12345678901234567890.00",
        "{\"a\":1,\"b\":[2]} | {\"b\":[2.0],\"a\":1}",
        "\"é\" | \"\\u00e9\"",
        "null | null",
        "[] | []",
        "{} | {}",
      })
  void theseSayTheSame(String a, String b) {
    assertThat(same(a, b)).isTrue();
    assertThat(same(b, a)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1.0000000001",
        "12345678901234567890 | 12345678901234567891",
        "1 | \"1\"",
        "1 | true",
        "0 | false",
        "null | false",
        "\"\" | null",
        "\"a\" | \"A\"",
        "\"a\" | \"a \"",
        "[1,2] | [2,1]",
        "[1] | [1,1]",
        "[] | {}",
        "{\"a\":1} | {\"a\":1,\"b\":null}",
        "{\"a\":null} | {\"b\":null}",
        "\"a\" | [\"a\"]",
      })
  void theseDoNot(String a, String b) {
    assertThat(same(a, b)).isFalse();
    assertThat(same(b, a)).isFalse();
  }

  private static boolean same(String a, String b) {
    return JsonEquality.same(JsonText.parse(a, "a"), JsonText.parse(b, "b"));
  }
}
