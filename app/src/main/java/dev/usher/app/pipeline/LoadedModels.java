package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.teacher.LocalModels;
import dev.usher.dataset.teacher.Teacher;
import java.util.ArrayList;
import java.util.List;

/// Teachers that run in this process, as long as it is open. A model is found as a base model is.
public final class LoadedModels implements LocalModels, AutoCloseable {
  private final Console console;
  private final List<LocalTeacher> loaded = new ArrayList<>();

  /// Nothing is loaded yet.
  ///
  /// @param console shows downloads
  public LoadedModels(Console console) {
    this.console = console;
  }

  @Override
  public Teacher teacher(String name, String model, int answerTokens) {
    LocalTeacher teacher = LocalTeacher.load(name, BaseModel.resolve(model, console), answerTokens);
    loaded.add(teacher);
    return teacher;
  }

  @Override
  public void close() {
    loaded.forEach(LocalTeacher::close);
  }
}
