package org.consulkv.testkit.seed;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/// Makes the runs of a [SeededTest]. A seed holds the size of the run in its lowest byte, so that
/// it replays alone.
final class SeededRuns implements TestTemplateInvocationContextProvider {
  private static final int LARGEST = 100;

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    @Nullable String replayed = System.getProperty("seed");
    if (replayed != null) {
      return Stream.of(new Run(Long.parseLong(replayed)));
    }
    SeededTest test = context.getRequiredTestMethod().getAnnotation(SeededTest.class);
    int runs = test.runs();
    long base = context.getRequiredTestMethod().getName().hashCode() & 0xffff_ffffL;
    return IntStream.range(0, runs).mapToObj(run -> new Run(seed(base, run, runs)));
  }

  private static long seed(long base, int run, int runs) {
    int size = 1 + run * (LARGEST - 1) / Math.max(1, runs - 1);
    return ((base * 1_000_003L + run) & 0xff_ffff_ffffL) << 8 | size;
  }

  private record Run(long seed) implements TestTemplateInvocationContext, ParameterResolver {
    @Override
    public String getDisplayName(int invocationIndex) {
      return "seed=" + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Gen.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return new Gen(seed, (int) (seed & 0xff));
    }
  }
}
