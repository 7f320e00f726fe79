package org.consulkv.benchmarks.store;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Store;
import org.consulkv.state.WatchSet;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.kv.KvQueries;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The key-value table at two sizes: values of 100 bytes, a hundred keys to a folder.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx2g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class KvBenchmark {
  private static final int FOLDER = 100;
  private static final int STRIDE = 7_919; // prime, so that the walk jumps between folders

  @Param({"10000", "1000000"})
  int size;

  private final Store store = new Store();
  private final Bytes value = Bytes.owning(new byte[100]);
  private int next;
  private long written;

  @Setup
  public void fill() {
    for (int i = 0; i < size; i++) {
      put(key(i));
    }
  }

  @Benchmark
  public Object get() {
    return KvQueries.get(store.snapshot(), WatchSet.NONE, nextKey());
  }

  /// As a blocking query reads: what it read is collected.
  @Benchmark
  public Object getWatched() {
    return KvQueries.get(store.snapshot(), new WatchSet(), nextKey());
  }

  @Benchmark
  public Object listOf100() {
    return KvQueries.list(store.snapshot(), WatchSet.NONE, nextFolder());
  }

  /// Decoding the command and applying it, as the log's thread does.
  @Benchmark
  public Object put() {
    return put(nextKey());
  }

  private Object put(Key key) {
    // The flags make every write a change.
    Bytes command = CommandCodec.encode(new KvCommand.Set(key, value, written++));
    return store.apply(List.of(command));
  }

  private Key nextKey() {
    next = (next + STRIDE) % size;
    return key(next);
  }

  private Key nextFolder() {
    next = (next + STRIDE) % size;
    return Key.of("service/" + next / FOLDER + "/");
  }

  private static Key key(int number) {
    return Key.of("service/" + number / FOLDER + "/key-" + number);
  }
}
