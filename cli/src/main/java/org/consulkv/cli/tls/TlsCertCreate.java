package org.consulkv.cli.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.cert.CertificateRequest;
import org.consulkv.cli.cert.Issuer;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.CommandError;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;

/// `consul tls cert create`.
public final class TlsCertCreate extends Command {
  private static final String WARNING =
      """
      ==> WARNING: Server Certificates grants authority to become a
          server and access all state in the cluster including root keys
          and all ACL tokens. Do not distribute them to production hosts
          that are not server nodes. Store them as securely as CA keys.\
      """;

  private final Flag dnsNames =
      flags.list("additional-dnsname", "A further host name it is valid for; may be repeated.");
  private final Flag addresses =
      flags.list("additional-ipaddress", "An IP address it is valid for; may be repeated.");
  private final Flag ca =
      flags.string("ca", "The authority's certificate; DOMAIN-agent-ca.pem if not given.");
  private final Flag cli = flags.toggle("cli", "Makes one for the command line.");
  private final Flag client = flags.toggle("client", "Makes one for a client agent.");
  private final Flag days =
      flags.declare("days", Kind.INT, "365", "How many days it is valid for.");
  private final Flag datacenter =
      flags.declare("dc", Kind.STRING, "dc1", "The datacenter it is valid for.");
  private final Flag domain =
      flags.declare("domain", Kind.STRING, "consul", "The domain of the cluster's names.");
  private final Flag key =
      flags.string("key", "The authority's key; DOMAIN-agent-ca-key.pem if not given.");
  private final Flag node =
      flags.string("node", "With -server, the node's name, for NODE.server.DC.DOMAIN.");
  private final Flag server = flags.toggle("server", "Makes one for a server.");

  @Override
  protected String usage() {
    return """
    Usage: consul tls cert create [options]

      Makes a certificate and its key, signed by the authority that
      "consul tls ca create" made.

          $ consul tls cert create -server
          $ consul tls cert create -client -dc=dc2
    """;
  }

  @Override
  protected int run(List<String> arguments, Terminal terminal) {
    if (!server.isOn() && !client.isOn() && !cli.isOn()) {
      return terminal.fail("Please provide either -server, -client, or -cli");
    }
    if ((server.isOn() ? 1 : 0) + (client.isOn() ? 1 : 0) + (cli.isOn() ? 1 : 0) > 1) {
      return terminal.fail("Please provide either -server, -client, or -cli");
    }
    if (node.isSet() && !server.isOn()) {
      return terminal.fail("-node requires -server");
    }
    String kind = server.isOn() ? "server" : client.isOn() ? "client" : "cli";
    String caFile = ca.isSet() ? ca.text() : domain.text() + "-agent-ca.pem";
    String keyFile = key.isSet() ? key.text() : domain.text() + "-agent-ca-key.pem";
    Issuer issuer = issuer(caFile, keyFile);
    if (server.isOn()) {
      terminal.print(WARNING);
    }
    terminal.print("==> Using " + caFile + " and " + keyFile);
    String prefix = freePrefix(datacenter.text() + "-" + kind + "-" + domain.text() + "-");
    try {
      KeyPair keys = Issuer.newKeys();
      String pem = issuer.sign(request(kind), keys.getPublic(), InstantSource.system());
      PemFiles.write(prefix + ".pem", pem, false, terminal);
      PemFiles.write(prefix + "-key.pem", Issuer.pem(keys.getPrivate()), true, terminal);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return terminal.fail("Error generating the certificate: " + e.getMessage());
    }
    return ExitCode.OK;
  }

  private static Issuer issuer(String caFile, String keyFile) {
    try {
      return Issuer.read(Path.of(caFile), Path.of(keyFile));
    } catch (NoSuchFileException e) {
      throw new CommandError(
          "Error reading CA: open " + e.getMessage() + ": no such file or directory");
    } catch (IOException | GeneralSecurityException e) {
      throw new CommandError("Error reading CA: " + e.getMessage());
    }
  }

  private static String freePrefix(String start) {
    int number = 0;
    while (Files.exists(Path.of(start + number + ".pem"))) {
      number++;
    }
    return start + number;
  }

  private CertificateRequest request(String kind) {
    String name = kind + "." + datacenter.text() + "." + domain.text();
    List<String> names = new ArrayList<>();
    if (node.isSet()) {
      names.add(node.text() + "." + name);
    }
    names.addAll(dnsNames.all());
    names.add(name);
    names.add("localhost");
    List<String> allAddresses = new ArrayList<>(addresses.all());
    if (!cli.isOn()) {
      allAddresses.add("127.0.0.1");
    }
    return new CertificateRequest(
        name,
        names,
        allAddresses,
        List.of(),
        false,
        cli.isOn()
            ? List.of(CertificateRequest.CLIENT_AUTH)
            : List.of(CertificateRequest.SERVER_AUTH, CertificateRequest.CLIENT_AUTH),
        List.of(),
        Duration.ofDays(days.number()));
  }
}
