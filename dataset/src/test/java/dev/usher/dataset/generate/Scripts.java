package dev.usher.dataset.generate;

import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Reply;
import dev.usher.dataset.teacher.ScriptedTeacher;
import dev.usher.dataset.teacher.Teacher;
import dev.usher.dataset.teacher.Teachers;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Teachers who do what they are asked, for tests: they say all values word for word.
public final class Scripts {
  private static final List<String> WORDS =
      List.of("kettle", "garden", "sunday", "marble", "violet", "harbour", "copper", "window");

  private Scripts() {}

  public static Teachers teachers(Teacher... teachers) {
    return Teachers.of(List.of(teachers), 42);
  }

  public static ScriptedTeacher obedient(String name) {
    return new ScriptedTeacher(name, Scripts::answer);
  }

  public static Reply answer(Question question) {
    return sentence(question, sentence(question));
  }

  /// An answer with a thought where one is wanted.
  static Reply sentence(Question question, String sentence) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    if (question.schema().path("properties").has("thought")) {
      answer.put("thought", thought(question));
    }
    return text(answer.put("sentence", sentence).toString());
  }

  static Reply text(String text) {
    return new Reply.Answer(text, Reply.Usage.NONE);
  }

  static String thought(Question question) {
    return "Words such as %s point at what has to be done here.".formatted(words(question, 2));
  }

  static String sentence(Question question) {
    return "About my %s: %s".formatted(words(question, 4), String.join(", ", values(question)));
  }

  /// What has to be said word for word.
  static List<String> values(Question question) {
    return question
        .user()
        .lines()
        .dropWhile(line -> !line.startsWith("Word for word:"))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .map(line -> line.substring("- ".length()))
        .toList();
  }

  /// Words that are always the same for a question, and seldom for two.
  private static String words(Question question, int count) {
    return new Random(question.user().hashCode())
        .ints(count, 0, WORDS.size())
        .mapToObj(WORDS::get)
        .collect(Collectors.joining(" "));
  }
}
