package dev.usher.dataset.scenario;

import dev.usher.dataset.yaml.YamlFields;
import dev.usher.dataset.yaml.YamlList;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.file.AtomicFile;
import dev.usher.tools.file.TextFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// All that scenarios are drawn from: four files in a folder, for their owner to edit.
///
/// @param domains what the talk is about, `domains.yaml`
/// @param personas who speaks, `personas.yaml`
/// @param styles how it is put, `styles.yaml`
/// @param intents what is wanted, `intents.yaml`
public record Scenarios(
    Axis<Domain> domains, Axis<Persona> personas, Axis<Style> styles, Axis<Intent> intents) {
  static final String DOMAIN = "domain";
  static final String PERSONA = "persona";
  static final String STYLE = "style";
  static final String INTENT = "intent";

  private static final String DOMAINS = "domains.yaml";
  private static final String PERSONAS = "personas.yaml";
  private static final String STYLES = "styles.yaml";
  private static final String INTENTS = "intents.yaml";
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Reads the files.
  ///
  /// @param folder that holds them
  /// @return what they say
  /// @throws dev.usher.tools.UsherException if one cannot be read, or has a mistake
  public static Scenarios read(Path folder) {
    return new Scenarios(
        axis(folder.resolve(DOMAINS), Scenarios::domain),
        axis(folder.resolve(PERSONAS), Scenarios::persona),
        axis(folder.resolve(STYLES), Scenarios::style),
        axis(folder.resolve(INTENTS), Scenarios::intent));
  }

  private static <T extends Entry> Axis<T> axis(Path file, Function<YamlFields, T> type) {
    return Axis.of(file.toString(), YamlList.read(file, type));
  }

  /// The axes by the names that rows use for them.
  ///
  /// @return domain, persona, style, intent
  public SequencedMap<String, Axis<? extends Entry>> axes() {
    SequencedMap<String, Axis<? extends Entry>> axes = new LinkedHashMap<>();
    axes.put(DOMAIN, domains);
    axes.put(PERSONA, personas);
    axes.put(STYLE, styles);
    axes.put(INTENT, intents);
    return axes;
  }

  /// The files that [#read] reads.
  ///
  /// @param folder that holds them
  /// @return their paths
  public static List<Path> files(Path folder) {
    return Stream.of(DOMAINS, PERSONAS, STYLES, INTENTS).map(folder::resolve).toList();
  }

  /// Writes the files to start from: software or everyday life for domains, according to the
  /// catalogue, and intents for each tool, for two at once, for a request that follows another,
  /// that is too vague, and that no tool is right for.
  ///
  /// @param folder to write them to
  /// @param catalog whose tools are wanted
  public static void write(Path folder, ToolCatalog catalog) {
    boolean coding = catalog.hash().equals(ToolCatalog.builtIn().hash());
    String kind = coding ? "software" : "everyday";
    AtomicFile.write(folder.resolve(DOMAINS), resource("domains-" + kind + ".yaml"));
    AtomicFile.write(folder.resolve(PERSONAS), resource(PERSONAS));
    AtomicFile.write(folder.resolve(STYLES), resource(STYLES));
    AtomicFile.write(
        folder.resolve(INTENTS), coding ? resource("intents-software.yaml") : intents(catalog));
  }

  private static String intents(ToolCatalog catalog) {
    StringBuilder text = new StringBuilder(resource("intents-head.yaml"));
    text.append(tools(AskingTool.in(catalog).map(AskingTool::tool).stream()));
    if (catalog.tools().size() > 1) {
      text.append(resource("intents-two.yaml")).append(tools(catalog.tools().stream()));
    }
    if (changeable(catalog).findAny().isPresent()) {
      text.append(resource("intents-follow-up.yaml")).append(tools(changeable(catalog)));
    }
    for (Tool tool : catalog.tools()) {
      String hint = tool.description().isBlank() ? tool.name() : tool.description();
      text.append("- name: %s\n".formatted(quoted(tool.name())));
      text.append("  hint: %s\n".formatted(quoted(hint)));
      text.append(tools(Stream.of(tool)));
    }
    return text.toString();
  }

  /// Those with arguments.
  private static Stream<Tool> changeable(ToolCatalog catalog) {
    return catalog.tools().stream()
        .filter(tool -> tool.shapes().stream().anyMatch(shape -> !shape.properties().isEmpty()));
  }

  private static String tools(Stream<Tool> tools) {
    return tools
        .map(tool -> quoted(tool.name()))
        .collect(Collectors.joining(", ", "  tools: [", "]\n"));
  }

  /// JSON's quotation is YAML's too.
  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  private static String resource(String name) {
    return TextFile.resource(Scenarios.class, name);
  }

  private static Domain domain(YamlFields fields) {
    return new Domain(fields.text("name"), fields.text("hint"), fields.weight(), fields.place());
  }

  private static Persona persona(YamlFields fields) {
    return new Persona(fields.text("name"), fields.text("hint"), fields.weight(), fields.place());
  }

  private static Style style(YamlFields fields) {
    return new Style(
        fields.text("name"),
        fields.text("hint"),
        fields.weight(),
        fields.texts("before"),
        fields.texts("after"),
        fields.texts("edits"),
        fields.place());
  }

  private static Intent intent(YamlFields fields) {
    return new Intent(
        fields.text("name"),
        fields.text("hint"),
        fields.weight(),
        fields.texts("tools"),
        fields.choices("where"),
        fields.count("calls", 1),
        fields.isTrue("follows"),
        fields.isTrue("vague"),
        fields.place());
  }
}
