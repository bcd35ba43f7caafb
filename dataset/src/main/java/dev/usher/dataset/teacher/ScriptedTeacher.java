package dev.usher.dataset.teacher;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A teacher whose replies are known beforehand: for tests, and to try a workspace without a key.
public final class ScriptedTeacher implements Teacher {
  private final String name;
  private final Function<Question, Reply> script;
  private final List<Question> asked = new ArrayList<>();

  /// A teacher who follows a script.
  ///
  /// @param name of the teacher
  /// @param script the reply to each question; called by one thread at a time
  public ScriptedTeacher(String name, Function<Question, Reply> script) {
    this.name = name;
    this.script = script;
  }

  /// A teacher who always answers.
  ///
  /// @param name of the teacher
  /// @param script the text for each question; called by one thread at a time
  /// @return the teacher; its answers take nothing
  public static ScriptedTeacher answering(String name, Function<Question, String> script) {
    return new ScriptedTeacher(
        name, question -> new Reply.Answer(script.apply(question), Reply.Usage.NONE));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized Reply ask(Question question) {
    asked.add(question);
    return script.apply(question);
  }

  /// The questions so far.
  ///
  /// @return in the order in which they came, a copy
  public synchronized List<Question> asked() {
    return List.copyOf(asked);
  }
}
