package org.consulkv.cli.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.consulkv.cli.cert.CertificateRequest;
import org.consulkv.cli.cert.Issuer;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;

/// `consul tls ca create`.
public final class TlsCaCreate extends Command {
  private final Flag additionalNames =
      flags.list(
          "additional-name-constraint",
          "With -name-constraint, a further name it may sign for; may be repeated.");
  private final Flag clusterId =
      flags.string("cluster-id", "The `id` of the service mesh that it is to be the root of.");
  private final Flag commonName = flags.string("common-name", "The common name.");
  private final Flag days =
      flags.declare("days", Kind.INT, "1825", "How many days it is valid for.");
  private final Flag domain =
      flags.declare("domain", Kind.STRING, "consul", "The domain of the cluster's names.");
  private final Flag nameConstraint =
      flags.toggle(
          "name-constraint", "Lets it sign only for names in the domain, and for localhost.");

  @Override
  protected String usage() {
    return """
    Usage: consul tls ca create [options]

      Makes a certificate authority for TLS between agents: DOMAIN-agent-ca.pem, and
      its key DOMAIN-agent-ca-key.pem, which must be kept safe.

          $ consul tls ca create
    """;
  }

  @Override
  protected int run(List<String> arguments, Terminal terminal) {
    String certificate = domain.text() + "-agent-ca.pem";
    String key = domain.text() + "-agent-ca-key.pem";
    PemFiles.requireFree(certificate);
    PemFiles.requireFree(key);
    try {
      KeyPair keys = Issuer.newKeys();
      String name = commonName.isSet() ? commonName.text() : "Consul Agent CA " + number();
      String pem =
          Issuer.of(name, keys).sign(request(name), keys.getPublic(), InstantSource.system());
      PemFiles.write(certificate, pem, false, terminal);
      PemFiles.write(key, Issuer.pem(keys.getPrivate()), true, terminal);
    } catch (GeneralSecurityException e) {
      return terminal.fail("Error generating the certificate authority: " + e.getMessage());
    }
    return ExitCode.OK;
  }

  private CertificateRequest request(String name) {
    List<String> permitted = new ArrayList<>();
    if (nameConstraint.isOn()) {
      permitted.addAll(additionalNames.all());
      permitted.add(domain.text());
      permitted.add("localhost");
    }
    List<String> uris =
        clusterId.isSet()
            ? List.of("spiffe://" + clusterId.text() + "." + domain.text())
            : List.of();
    return new CertificateRequest(
        name,
        List.of(),
        List.of(),
        uris,
        true,
        List.of(),
        permitted,
        Duration.ofDays(days.number()));
  }

  private static String number() {
    byte[] number = new byte[8];
    new SecureRandom().nextBytes(number);
    return HexFormat.of().formatHex(number);
  }
}
