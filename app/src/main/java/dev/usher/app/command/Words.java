package dev.usher.app.command;

import dev.usher.dataset.format.RowFormat;
import dev.usher.dataset.source.SourceFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.training.Precision;
import dev.usher.training.Schedule;
import dev.usher.training.TrainingMethod;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;

/// The words that an option takes, as help pages and shell completion show them: the names of an
/// enumeration in lower case.
abstract class Words implements Iterable<String> {

  private final Enum<?>[] values;

  private Words(Enum<?>... values) {
    this.values = values;
  }

  @Override
  public Iterator<String> iterator() {
    return Stream.of(values).map(each -> each.toString().toLowerCase(Locale.ROOT)).iterator();
  }

  static final class Forms extends Words {
    Forms() {
      super(SourceFormat.values());
    }
  }

  static final class RowForms extends Words {
    RowForms() {
      super(RowFormat.values());
    }
  }

  static final class Methods extends Words {
    Methods() {
      super(TrainingMethod.values());
    }
  }

  static final class Formats extends Words {
    Formats() {
      super(FormatOptions.Kind.values());
    }
  }

  static final class Orders extends Words {
    Orders() {
      super(FormatOptions.ArgumentOrder.values());
    }
  }

  static final class Schedules extends Words {
    Schedules() {
      super(Schedule.values());
    }
  }

  static final class Precisions extends Words {
    Precisions() {
      super(Precision.values());
    }
  }

  static final class Exports extends Words {
    Exports() {
      super(ExportCommand.Form.values());
    }
  }

  static final class Types extends Words {
    Types() {
      super(ExportCommand.Type.values());
    }
  }
}
