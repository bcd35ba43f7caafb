package dev.usher.dataset.teacher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// All teachers of a workspace, asked by the number of a scenario: which of them a number goes to is
/// decided by their weights, the seed and the number alone. Safe for many threads; a call may wait
/// for long, so it is made on a virtual thread.
public final class Teachers {
  private Teachers() {}

  /// Reads `teachers.yaml`. Nobody is asked yet.
  ///
  /// @param file the list of teachers
  /// @param environment where keys are looked for first: the process's environment variables
  /// @param dotEnv where they are looked for next; a file that need not be there
  /// @param seed decides which number goes to whom
  /// @return the teachers
  /// @throws dev.usher.tools.UsherException if a file has a mistake, or a key is missing
  public static Teachers read(
      Path file, Map<String, String> environment, Path dotEnv, long seed) {
    throw new UnsupportedOperationException();
  }

  /// Teachers that are there already, each as likely and asked without limits.
  ///
  /// @param teachers at least one; no two have one name
  /// @param seed decides which number goes to whom
  /// @return the teachers
  public static Teachers of(List<? extends Teacher> teachers, long seed) {
    throw new UnsupportedOperationException();
  }

  /// Who they are.
  ///
  /// @return their names, in the order of their file
  public List<String> names() {
    throw new UnsupportedOperationException();
  }

  /// Asks whoever the number goes to, and if that one cannot be asked, the next.
  ///
  /// @param id of a scenario, from 0
  /// @param question what is wanted
  /// @return an answer, or why there is none
  public TeacherReply ask(long id, Question question) {
    throw new UnsupportedOperationException();
  }

  /// Asks for an object. One that the question's schema does not admit is sent back with its fault.
  ///
  /// @param id of a scenario, from 0
  /// @param question what is wanted
  /// @return the object, or why there is none
  public StructuredReply askObject(long id, Question question) {
    throw new UnsupportedOperationException();
  }

  /// What all of them have taken so far.
  ///
  /// @return the sum
  public Spend spend() {
    throw new UnsupportedOperationException();
  }
}
