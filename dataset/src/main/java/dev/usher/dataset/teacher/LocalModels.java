package dev.usher.dataset.teacher;

/// The models on this machine that can be teachers.
public interface LocalModels {
  /// Makes a model a teacher.
  ///
  /// @param name what rows call it
  /// @param model a path, or what the model is called where models are kept
  /// @param answerTokens the most that one answer may have
  /// @return the teacher
  /// @throws dev.usher.tools.UsherException if there is no such model, or it cannot be read
  Teacher teacher(String name, String model, int answerTokens);
}
