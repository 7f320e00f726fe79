package org.consulkv.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Runs command lines from standard input, one a line, in one process, for the client's start-up
/// cache (`bin/train`). A line that starts with `?` is tried until the agent is up; `@8600 name`
/// asks an agent for a name by DNS.
final class Training {
  /// For three agents that start, and elect a leader, on a machine that builds other things, too.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final byte SRV = 33;
  private static final Duration RETRY = Duration.ofMillis(20);

  public static void main(String[] args) throws IOException {
    LineNumberReader lines =
        new LineNumberReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("@")) {
        ask(line.substring(1).split(" ", 2));
        continue;
      }
      boolean patient = line.startsWith("?");
      List<String> words = List.of((patient ? line.substring(1) : line).trim().split(" +", -1));
      if (run(words, patient) != 0) {
        throw new IllegalStateException("line " + lines.getLineNumber() + " failed: " + line);
      }
    }
  }

  private static int run(List<String> words, boolean patient) {
    long start = System.nanoTime();
    int status = Main.run(words);
    while (patient && status != 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
      LockSupport.parkNanos(RETRY.toNanos());
      status = Main.run(words);
    }
    return status;
  }

  /// Asks for SRV records, and waits for the answer, whatever it is.
  private static void ask(String[] portAndName) throws IOException {
    ByteArrayOutputStream question = new ByteArrayOutputStream();
    question.writeBytes(new byte[] {0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (String label : portAndName[1].split("\\.", -1)) {
      question.write(label.length());
      question.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    question.writeBytes(new byte[] {0, 0, SRV, 0, 1});
    byte[] bytes = question.toByteArray();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      InetAddress loopback = InetAddress.getLoopbackAddress();
      socket.send(
          new DatagramPacket(bytes, bytes.length, loopback, Integer.parseInt(portAndName[0])));
      socket.receive(new DatagramPacket(new byte[512], 512));
    }
  }

  private Training() {}
}
