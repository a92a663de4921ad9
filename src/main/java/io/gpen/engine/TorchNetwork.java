package io.gpen.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.gpen.text.Wording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network in libtorch, which computes on the engine's thread. The input is copied once, into
 * memory that is used again; each output once, out of libtorch's.
 */
final class TorchNetwork implements Network, TrainableNetwork {

  private static final String DESCRIPTION = "meta.json";

  private final EngineThread thread;
  private final Path archive;
  private final PtNDManager manager;
  private final PtSymbolBlock block;
  private final String description;
  private ByteBuffer staging = ByteBuffer.allocateDirect(0);

  private TorchNetwork(
      EngineThread thread,
      Path archive,
      PtNDManager manager,
      PtSymbolBlock block,
      String description) {
    this.thread = thread;
    this.archive = archive;
    this.manager = manager;
    this.block = block;
    this.description = description;
  }

  /** Only on the engine's thread. */
  static TorchNetwork load(
      EngineThread thread, PtNDManager parent, Path archive, boolean trainable) {
    if (!Files.isReadable(archive)) {
      throw new EngineException(archive + " is missing or cannot be read");
    }
    PtNDManager manager = (PtNDManager) parent.newSubManager();
    try {
      String[] extras = new String[1];
      PtSymbolBlock block =
          JniUtils.loadModule(
              manager, archive, true, new String[] {DESCRIPTION}, extras, trainable);
      return new TorchNetwork(thread, archive, manager, block, extras[0] == null ? "" : extras[0]);
    } catch (RuntimeException e) {
      manager.close();
      throw new EngineException(
          Wording.format(
              "%s is not a network that libtorch can load (%s): convert the checkpoint"
                  + " again; files in the cache may be deleted",
              archive, firstLine(e)),
          e);
    }
  }

  @Override
  public List<Tensor> run(Tensor input) {
    return run("forward", input);
  }

  @Override
  public List<Tensor> run(String method, Tensor input) {
    return thread.call(() -> compute(method, input));
  }

  private List<Tensor> compute(String method, Tensor input) {
    try (PtNDManager call = (PtNDManager) manager.newSubManager();
        IValue argument = IValue.from(array(call, input, stage(input)));
        IValue result = IValueUtils.runMethod(block, method, argument)) {
      return tensors(result.toNDList(call));
    } catch (ai.djl.engine.EngineException | IllegalStateException e) {
      throw new EngineException(
          Wording.format(
              "cannot run %s on an input of %s (%s)",
              archive, Arrays.toString(input.shape()), firstLine(e)),
          e);
    }
  }

  @Override
  public List<Tensor> call(String method, List<Tensor> arguments) {
    return thread.call(() -> compute(method, arguments));
  }

  /**
   * Without the optimiser of the graph: it profiles the first calls, so that a training that goes
   * on from a checkpoint would compute otherwise than one that was never interrupted.
   */
  private List<Tensor> compute(String method, List<Tensor> arguments) {
    JniUtils.setGraphExecutorOptimize(false);
    try (PtNDManager call = (PtNDManager) manager.newSubManager()) {
      NDList inputs = new NDList();
      NDArray chosen = call.create(0f);
      chosen.setName("module_method:" + method);
      inputs.add(chosen);
      ByteBuffer staged = stage(arguments.toArray(Tensor[]::new));
      for (Tensor argument : arguments) {
        PtNDArray array = array(call, argument, staged);
        array.setName("arguments[]");
        inputs.add(array);
      }
      return tensors(IValueUtils.forward(block, inputs, true));
    } catch (ai.djl.engine.EngineException | IllegalStateException e) {
      throw new EngineException(
          Wording.format("cannot train: %s failed (%s)", method, cause(e)), e);
    } finally {
      JniUtils.setGraphExecutorOptimize(true);
    }
  }

  @Override
  public void seed(long seed) {
    thread.call(
        () -> {
          JniUtils.setSeed(seed);
          return null;
        });
  }

  /** {@return room for some tensors, in memory that is used again} */
  private ByteBuffer stage(Tensor... inputs) {
    int bytes = 0;
    for (Tensor input : inputs) {
      bytes = Math.addExact(bytes, Math.multiplyExact(input.data().limit(), Float.BYTES));
    }
    if (staging.capacity() < bytes) {
      staging = ByteBuffer.allocateDirect(bytes);
    }
    return staging.clear();
  }

  private static PtNDArray array(PtNDManager call, Tensor input, ByteBuffer staged) {
    FloatBuffer values = input.data().duplicate().rewind();
    ByteBuffer room = staged.slice().order(ByteOrder.nativeOrder());
    room.limit(Math.multiplyExact(values.remaining(), Float.BYTES));
    staged.position(staged.position() + room.limit());
    room.asFloatBuffer().put(values);
    Shape shape = new Shape(Arrays.stream(input.shape()).asLongStream().toArray());
    return JniUtils.createNdFromByteBuffer(
        call, room, shape, DataType.FLOAT32, SparseFormat.DENSE, call.getDevice());
  }

  private static List<Tensor> tensors(NDList outputs) {
    List<Tensor> tensors = new ArrayList<>(outputs.size());
    for (NDArray output : outputs) {
      tensors.add(tensor((PtNDArray) output));
    }
    return tensors;
  }

  private static Tensor tensor(PtNDArray output) {
    // A view of libtorch's memory, which goes when the call's manager is closed.
    FloatBuffer view = JniUtils.getByteBuffer(output, true).asFloatBuffer();
    float[] values = new float[view.remaining()];
    view.get(values);
    int[] shape = Arrays.stream(output.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    return new Tensor(FloatBuffer.wrap(values), shape);
  }

  /** What stands below the stack of the text. */
  private static String cause(Throwable thrown) {
    return thrown
        .toString()
        .lines()
        .filter(line -> line.contains("Error: "))
        .findFirst()
        .orElseGet(() -> firstLine(thrown));
  }

  /** The rest of libtorch's messages are stacks of its own. */
  private static String firstLine(Throwable thrown) {
    String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    block.close();
    manager.close();
  }
}
