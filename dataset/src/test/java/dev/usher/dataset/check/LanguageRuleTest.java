package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageRuleTest {
  private static final LanguageRule RULE = new LanguageRule(Set.of());
  private static final String GERMAN = "kannst du mir bitte etwas von Abba für den Abend spielen";

  private final SetRows set = new SetRows();

  private void english(int rows) {
    for (int i = 0; i < rows; i++) {
      set.add("could you play some of the songs by Abba for me, number " + i, "Abba");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GERMAN,
        "est-ce que tu peux me mettre une chanson de Abba pour ce soir",
        "¿me puedes poner una canción de Abba para la noche?",
        "você pode colocar uma música de Abba para mim agora",
        "mi puoi mettere una canzone di Abba per la sera",
        "kun je voor mij een nummer van Abba opzetten voor de avond",
        "kan du spela en låt av Abba för mig i kväll",
        "czy możesz mi włączyć na wieczór coś z Abba, proszę",
        "bana bu akşam için Abba gibi bir şarkı çal lütfen",
        "поставь что-нибудь из Abba",
        "Abba の曲をかけて",
        "Abba 틀어 줘 지금",
        "شغل لي أغنية Abba"
      })
  void aSentenceInAnotherLanguageThanNearlyAllIsNamed(String foreign) {
    english(40);
    set.add(foreign, "Abba");
    assertThat(set.found(RULE)).containsExactly(40);
    assertThat(RULE.faults(set.rows).getFirst().reason()).contains("others are in English");
    RuleContract.hasAPage(RULE.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spiel Abba",
        "play Abba",
        "bitte play the songs von Abba und the others für me and jetzt",
        "what does \"kannst du mir bitte sagen wo die Tür ist\" mean in English",
        "what is こんにちは in English, and who says it"
      })
  void shortMixedAndQuotedSentencesPass(String text) {
    english(40);
    set.add(text, "Abba");
    assertThat(set.found(RULE)).isEmpty();
  }

  @Test
  void valuesMayBeInAnyLanguage() {
    english(40);
    String title = "ich will nicht mit dir in die Stadt und du willst auch nicht mit mir";
    set.add("play " + title, title);
    set.add("play Моя любовь на пятом этаже", "Моя любовь на пятом этаже");
    assertThat(set.found(RULE)).isEmpty();
  }

  @Test
  void aLanguageThatOneRowInTwoHundredHasIsTheSetsOwn() {
    english(95);
    List.of(1, 2, 3).forEach(i -> set.add(GERMAN + " zum Mal " + i, "Abba"));
    assertThat(set.found(RULE)).isEmpty();
  }

  @Test
  void aSetInSeveralLanguagesIsNotJudged() {
    english(8);
    set.add(GERMAN, "Abba");
    assertThat(set.found(RULE)).isEmpty();
  }

  @Test
  void theSetsLanguageNeedNotBeEnglish() {
    for (int i = 0; i < 40; i++) {
      set.add(GERMAN + " " + i, "Abba");
    }
    set.add("could you play some of the songs by Abba for me", "Abba");
    assertThat(set.found(RULE)).containsExactly(40);
  }

  @Test
  void whatAStyleOfTheScenariosAsksForPasses(@TempDir Path folder) {
    Scenarios.write(folder, RuleContract.CODING);
    Set<String> languages = LanguageRule.languages(folder);
    assertThat(languages).contains("German", "Spanish", "French", "Portuguese", "DEVANAGARI");
    english(40);
    set.add(GERMAN, "Abba");
    assertThat(set.found(new LanguageRule(languages))).isEmpty();
    assertThat(set.found(new LanguageRule(LanguageRule.languages(folder.resolve("none")))))
        .containsExactly(40);
  }
}
