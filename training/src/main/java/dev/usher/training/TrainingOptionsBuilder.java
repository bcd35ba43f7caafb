package dev.usher.training;

/// [TrainingOptions] in the making; each method takes a value of theirs and returns this builder.
public final class TrainingOptionsBuilder {
  private final TrainingMethod method;
  private LoraOptions lora;
  private double epochs;
  private double learningRate;
  private Schedule schedule;
  private int warmupSteps;
  private int batchSize;
  private int accumulation;
  private double clip;
  private double weightDecay;
  private int evaluationsPerEpoch;
  private int patience;
  private Precision precision;
  private boolean gradientCheckpointing;
  private long seed;

  TrainingOptionsBuilder(TrainingOptions start) {
    method = start.method();
    lora = start.lora();
    epochs = start.epochs();
    learningRate = start.learningRate();
    schedule = start.schedule();
    warmupSteps = start.warmupSteps();
    batchSize = start.batchSize();
    accumulation = start.accumulation();
    clip = start.clip();
    weightDecay = start.weightDecay();
    evaluationsPerEpoch = start.evaluationsPerEpoch();
    patience = start.patience();
    precision = start.precision();
    gradientCheckpointing = start.gradientCheckpointing();
    seed = start.seed();
  }

  /// The shape of the adapter.
  ///
  /// @param value as [TrainingOptions#lora]
  /// @return this
  public TrainingOptionsBuilder lora(LoraOptions value) {
    lora = value;
    return this;
  }

  /// Passes over the training rows.
  ///
  /// @param value as [TrainingOptions#epochs]
  /// @return this
  public TrainingOptionsBuilder epochs(double value) {
    epochs = value;
    return this;
  }

  /// The rate after the warm-up.
  ///
  /// @param value as [TrainingOptions#learningRate]
  /// @return this
  public TrainingOptionsBuilder learningRate(double value) {
    learningRate = value;
    return this;
  }

  /// How the rate goes on after the warm-up.
  ///
  /// @param value as [TrainingOptions#schedule]
  /// @return this
  public TrainingOptionsBuilder schedule(Schedule value) {
    schedule = value;
    return this;
  }

  /// Steps of warm-up.
  ///
  /// @param value as [TrainingOptions#warmupSteps]
  /// @return this
  public TrainingOptionsBuilder warmupSteps(int value) {
    warmupSteps = value;
    return this;
  }

  /// Rows a forward pass.
  ///
  /// @param value as [TrainingOptions#batchSize]
  /// @return this
  public TrainingOptionsBuilder batchSize(int value) {
    batchSize = value;
    return this;
  }

  /// Forward passes an optimiser step.
  ///
  /// @param value as [TrainingOptions#accumulation]
  /// @return this
  public TrainingOptionsBuilder accumulation(int value) {
    accumulation = value;
    return this;
  }

  /// The largest gradient norm.
  ///
  /// @param value as [TrainingOptions#clip]
  /// @return this
  public TrainingOptionsBuilder clip(double value) {
    clip = value;
    return this;
  }

  /// The decay of the weights.
  ///
  /// @param value as [TrainingOptions#weightDecay]
  /// @return this
  public TrainingOptionsBuilder weightDecay(double value) {
    weightDecay = value;
    return this;
  }

  /// How often the validation rows are scored.
  ///
  /// @param value as [TrainingOptions#evaluationsPerEpoch]
  /// @return this
  public TrainingOptionsBuilder evaluationsPerEpoch(int value) {
    evaluationsPerEpoch = value;
    return this;
  }

  /// Validations without a better score after which training stops.
  ///
  /// @param value as [TrainingOptions#patience]
  /// @return this
  public TrainingOptionsBuilder patience(int value) {
    patience = value;
    return this;
  }

  /// The arithmetic.
  ///
  /// @param value as [TrainingOptions#precision]
  /// @return this
  public TrainingOptionsBuilder precision(Precision value) {
    precision = value;
    return this;
  }

  /// Whether forward passes are repeated on the way back.
  ///
  /// @param value as [TrainingOptions#gradientCheckpointing]
  /// @return this
  public TrainingOptionsBuilder gradientCheckpointing(boolean value) {
    gradientCheckpointing = value;
    return this;
  }

  /// What decides all that is drawn.
  ///
  /// @param value as [TrainingOptions#seed]
  /// @return this
  public TrainingOptionsBuilder seed(long value) {
    seed = value;
    return this;
  }

  /// The options.
  ///
  /// @return with all that was changed
  /// @throws dev.usher.tools.UsherException if a value is out of range
  public TrainingOptions build() {
    return new TrainingOptions(
        method,
        lora,
        epochs,
        learningRate,
        schedule,
        warmupSteps,
        batchSize,
        accumulation,
        clip,
        weightDecay,
        evaluationsPerEpoch,
        patience,
        precision,
        gradientCheckpointing,
        seed);
  }
}
