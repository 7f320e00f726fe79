package org.consulkv.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the modules' dependencies in the poms cannot say.
class The_house {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(Repository.modules().stream().map(Repository::classes).toList());

  private static final String[] LIBRARIES = {
    "org.apache.ratis..",
    "io.netty..",
    "com.fasterxml..",
    "org.slf4j..",
    "ch.qos..",
    "io.micrometer.."
  };

  @Test
  void keeps_state_free_of_everything_but_the_runtime_and_the_codec() {
    classes()
        .that()
        .resideInAPackage("org.consulkv.state..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.consulkv.state..",
            "org.consulkv.runtime..",
            "java.lang..",
            "java.util..",
            "java.io",
            "java.nio",
            "java.nio.charset",
            "java.time",
            "java.math",
            "java.security",
            "com.google.protobuf",
            "com.google.errorprone.annotations..",
            "org.jspecify.annotations")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void keeps_the_core_of_gossip_pure() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.consulkv.gossip.swim..",
            "org.consulkv.gossip.serf..",
            "org.consulkv.gossip.wire..",
            "org.consulkv.gossip.msgpack..",
            "org.consulkv.gossip.coordinate..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.consulkv.gossip.net..", "org.slf4j..", "java.nio.file..", "java.util.concurrent..")
        .check(CLASSES);
  }

  @Test
  void lets_only_consensus_know_ratis() {
    onlyIn("org.apache.ratis..", "org.consulkv.consensus..");
  }

  @Test
  void lets_only_what_owns_sockets_know_netty() {
    onlyIn(
        "io.netty..",
        "org.consulkv.http..",
        "org.consulkv.agent.check..",
        "org.consulkv.consensus.rpc..",
        "org.consulkv.dns..",
        "org.consulkv.gossip.net..");
  }

  /// What an agent is to others is one package's business; the rest sees members and servers.
  @Test
  void lets_only_the_cluster_of_the_agent_know_gossip() {
    onlyIn("org.consulkv.gossip..", "org.consulkv.gossip..", "org.consulkv.agent.cluster..");
  }

  @Test
  void lets_only_dns_know_dnsjava() {
    onlyIn("org.xbill..", "org.consulkv.dns..");
  }

  @Test
  void keeps_the_runtime_free_of_libraries() {
    noClasses()
        .that()
        .resideInAPackage("org.consulkv.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LIBRARIES)
        .check(CLASSES);
  }

  @Test
  void has_no_rooms_without_a_name() {
    Stream.of("util", "utils", "impl", "dto", "helper", "helpers", "handlers", "common", "misc")
        .forEach(name ->
            noClasses().should().resideInAPackage("org.consulkv.." + name + "..").check(CLASSES));
  }

  private static void onlyIn(String library, String... users) {
    noClasses()
        .that()
        .resideOutsideOfPackages(users)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }
}
