package org.consulkv.faults.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class A_network_of_the_tests {
  /// For what is to come, however slow the machine; and for what is not.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration WHILE = Duration.ofMillis(500);

  @SuppressWarnings("NullAway.Init") // set before each test
  private Network network;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Machine one;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Machine two;

  @BeforeEach
  void make() {
    assumeTrue(Network.allowed(), "only root can make a network");
    network = Network.of(2);
    one = network.machines().get(0);
    two = network.machines().get(1);
  }

  @AfterEach
  void close() {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void carries_what_hosts_send_each_other() throws IOException {
    assertThat(answers(one, two, 3)).isEqualTo(3);
    assertThat(answers(two, one, 3)).isEqualTo(3);
  }

  @Test
  void can_be_cut_in_one_direction_and_healed() throws IOException {
    network.link(one, two, Link.CUT);
    assertThat(answers(one, two, 1, WHILE)).as("the question is lost").isZero();
    assertThat(answers(two, one, 1, WHILE)).as("the answer is lost").isZero();
    assertThat(arrives(two, one, PATIENCE)).isTrue();
    assertThat(arrives(one, two, WHILE)).isFalse();
    network.heal();
    assertThat(answers(one, two, 1)).isEqualTo(1);
  }

  @Test
  void loses_and_delays_what_it_is_told_to() throws IOException {
    network.everywhere(Link.lossy(0.3));
    assertThat(answers(one, two, 100, Duration.ofSeconds(2))).isCloseTo(49, within(25));
    network.everywhere(Link.slow(Duration.ofMillis(60), Duration.ofMillis(1)));
    long start = System.nanoTime();
    assertThat(answers(one, two, 1)).isEqualTo(1);
    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(120).toNanos());
  }

  @Test
  void can_give_its_hosts_other_addresses() throws IOException {
    String before = two.address();
    network.moveAll();
    assertThat(two.address()).isNotEqualTo(before);
    assertThat(answers(one, two, 1)).isEqualTo(1);
  }

  /// How many of so many datagrams are answered.
  private static int answers(Machine from, Machine to, int count) throws IOException {
    return answers(from, to, count, PATIENCE);
  }

  private static int answers(Machine from, Machine to, int count, Duration patience)
      throws IOException {
    try (DatagramSocket asking = socket(from, patience);
        DatagramSocket answering = socket(to, PATIENCE)) {
      Thread.ofVirtual().start(() -> echo(answering));
      var question = new DatagramPacket(new byte[] {1}, 1, answering.getLocalSocketAddress());
      for (int i = 0; i < count; i++) {
        asking.send(question);
      }
      int answers = 0;
      while (answers < count && received(asking)) {
        answers++;
      }
      return answers;
    }
  }

  private static boolean arrives(Machine from, Machine to, Duration patience) throws IOException {
    try (DatagramSocket sending = socket(from, PATIENCE);
        DatagramSocket receiving = socket(to, patience)) {
      sending.send(new DatagramPacket(new byte[] {1}, 1, receiving.getLocalSocketAddress()));
      return received(receiving);
    }
  }

  private static DatagramSocket socket(Machine machine, Duration patience) throws IOException {
    InetAddress address = InetAddress.getByName(machine.address());
    DatagramSocket socket = machine.inside(() -> new DatagramSocket(0, address));
    socket.setSoTimeout((int) patience.toMillis());
    return socket;
  }

  private static boolean received(DatagramSocket socket) throws IOException {
    try {
      socket.receive(new DatagramPacket(new byte[1], 1));
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static void echo(DatagramSocket socket) {
    try {
      var packet = new DatagramPacket(new byte[1], 1);
      while (!socket.isClosed()) {
        socket.receive(packet);
        socket.send(packet);
      }
    } catch (IOException e) {
      // closed, or nothing has come for long
    }
  }
}
