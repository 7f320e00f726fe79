package org.consulkv.agent.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Builds the TLS settings: for HTTPS `tls.https`, for calls between agents `tls.internal_rpc`;
/// then `tls.defaults`, then the older keys at the top of the file.
final class TlsBuilder {
  private final Values values;

  TlsBuilder(Values values) {
    this.values = values;
  }

  TlsConfig https() {
    boolean verify =
        values.flag(
            "tls.https.verify_incoming",
            values.flag(
                "tls.defaults.verify_incoming",
                values.flag("verify_incoming_https", values.flag("verify_incoming", false))));
    return listener("https", verify);
  }

  RpcTlsConfig rpc() {
    boolean incoming =
        values.flag(
            "tls.internal_rpc.verify_incoming",
            values.flag(
                "tls.defaults.verify_incoming",
                values.flag("verify_incoming_rpc", values.flag("verify_incoming", false))));
    boolean hostname = flag("verify_server_hostname");
    boolean outgoing = hostname || flag("verify_outgoing");
    TlsConfig certificates = listener("internal_rpc", incoming);
    if (outgoing && certificates.caFile().isEmpty() && certificates.caPath().isEmpty()) {
      throw new ConfigException("verify_outgoing set, and no CA certificate provided!");
    }
    return new RpcTlsConfig(certificates, outgoing, hostname);
  }

  private boolean flag(String name) {
    return values.flag(
        "tls.internal_rpc." + name, values.flag("tls.defaults." + name, values.flag(name, false)));
  }

  private TlsConfig listener(String block, boolean verify) {
    TlsConfig config =
        new TlsConfig(
            text(block, "cert_file"),
            text(block, "key_file"),
            text(block, "ca_file"),
            text(block, "ca_path"),
            verify,
            protocols(text(block, "tls_min_version")),
            suites(text(block, "tls_cipher_suites")));
    if (verify && config.caFile().isEmpty() && config.caPath().isEmpty()) {
      throw new ConfigException("verify_incoming set, and no CA certificate provided!");
    }
    if (verify && (config.certFile().isEmpty() || config.keyFile().isEmpty())) {
      throw new ConfigException("verify_incoming set, and no Cert/Key pair provided!");
    }
    return config;
  }

  private String text(String block, String name) {
    String old = values.text(name, "");
    return values.text("tls." + block + "." + name, values.text("tls.defaults." + name, old));
  }

  private static List<String> protocols(String least) {
    return switch (least.toLowerCase(Locale.ROOT)) {
      case "", "tls_auto", "tlsv1_2", "tls12" -> TlsConfig.DEFAULT.protocols();
      case "tlsv1_3", "tls13" -> List.of("TLSv1.3");
      case "tlsv1_0", "tls10" -> List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
      case "tlsv1_1", "tls11" -> List.of("TLSv1.1", "TLSv1.2", "TLSv1.3");
      default ->
          throw new ConfigException(
              "tls_min_version: value "
                  + least
                  + " not supported, please specify one of [TLS_AUTO,TLSv1_0,TLSv1_1,TLSv1_2,"
                  + "TLSv1_3]");
    };
  }

  private static List<String> suites(String text) {
    return text.isBlank()
        ? List.of()
        : Stream.of(text.strip().split("\\s*,\\s*", -1)).map(TlsBuilder::platformName).toList();
  }

  /// Consul's names are those of the standard, but for the end of two.
  private static String platformName(String suite) {
    return suite.endsWith("_POLY1305") ? suite + "_SHA256" : suite;
  }
}
