package org.consulkv.testkit.seed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test that is run on many inputs, which a [Gen] makes. The inputs grow from run to run, so the
/// first failure is a small one. Seeds are fixed and part of the name of each run; `-Dseed=…`
/// replays one alone.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(SeededRuns.class)
public @interface SeededTest {
  /// How many inputs to try.
  int runs() default 100;
}
