package org.consulkv.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.agent.config.LogConfig;
import org.consulkv.runtime.SystemClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class The_log_of_an_agent {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> streamed = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  private AgentLog log;

  @BeforeEach
  void start() throws IOException {
    log = AgentLog.start(LogConfig.DEFAULT, new PrintStream(out, true, UTF_8), new SystemClock());
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  @Test
  void shows_lines_of_its_level_and_above() {
    LOG.debug("quiet");
    LOG.atWarn().addKeyValue("key", "value").log("loud");
    assertThat(out.toString(UTF_8))
        .endsWith("[WARN]  agent: loud: key=value\n")
        .doesNotContain("quiet");
  }

  @Test
  void changes_its_level_while_running() {
    log.setLevel(LogLevel.TRACE);
    LOG.trace("now");
    log.setLevel(LogLevel.ERROR);
    LOG.warn("not any more");
    assertThat(out.toString(UTF_8)).contains("[TRACE] agent: now").doesNotContain("any more");
  }

  @Test
  void streams_at_a_level_of_the_stream_s_own() {
    try (LogStream.Subscription _ = log.subscribe(LogLevel.DEBUG, true, streamed::add)) {
      LOG.debug("for the stream");
    }
    LOG.debug("for nobody");
    assertThat(streamed).singleElement().asString().contains("\"@message\":\"for the stream\"");
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(LOG.isDebugEnabled()).isFalse();
  }

  @Test
  void names_the_module_that_a_class_belongs_to() {
    LoggerFactory.getLogger("org.consulkv.server.Server").info("a");
    LoggerFactory.getLogger("org.apache.ratis.server.impl.Election").warn("b");
    assertThat(out.toString(UTF_8)).contains("agent.server: a").contains("agent.server.raft: b");
  }

  @Test
  void has_the_stack_trace_of_an_error_and_the_message_of_a_warning() {
    LOG.error("bug", new IllegalStateException("why"));
    LOG.warn("trouble", new IOException("disk"));
    assertThat(out.toString(UTF_8))
        .contains("agent: bug: error=why\njava.lang.IllegalStateException: why\n\tat ")
        .endsWith("agent: trouble: error=disk\n");
  }
}
