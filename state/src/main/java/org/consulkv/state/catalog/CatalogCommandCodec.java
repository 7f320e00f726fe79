package org.consulkv.state.catalog;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.state.Row;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.codec.CommandKind;
import org.consulkv.state.codec.Wire;

/// Catalog commands in the log.
public final class CatalogCommandCodec {
  private static final int NODE = 1;
  private static final int SKIP_NODE_UPDATE = 2;
  private static final int SERVICE = 3;
  private static final int CHECK = 4;

  private static final int NODE_NAME = 1;
  private static final int SERVICE_ID = 2;
  private static final int CHECK_ID = 3;

  public static final List<CommandKind<?>> KINDS =
      List.of(
          new CommandKind<>(
              30,
              Register.class,
              register -> 1024,
              CatalogCommandCodec::write,
              CatalogCommandCodec::readRegister),
          new CommandKind<>(
              31,
              Deregister.class,
              deregister -> 256,
              (deregister, out) -> {
                Wire.text(out, NODE_NAME, deregister.node());
                Wire.text(out, SERVICE_ID, deregister.serviceId());
                Wire.text(out, CHECK_ID, deregister.checkId());
              },
              CatalogCommandCodec::readDeregister));

  private CatalogCommandCodec() {}

  private static void write(Register register, CodedOutputStream out) throws IOException {
    out.writeByteArray(NODE, encode(NodeCodec.NODE, register.node()));
    Wire.flag(out, SKIP_NODE_UPDATE, register.skipNodeUpdate());
    if (register.service().isPresent()) {
      out.writeByteArray(SERVICE, encode(ServiceCodec.SERVICE, register.service().get()));
    }
    for (Check check : register.checks()) {
      out.writeByteArray(CHECK, encode(CheckCodec.CHECK, check));
    }
  }

  private static <T> byte[] encode(Row<T> row, T value) {
    return Wire.message(512, out -> row.write(value, out));
  }

  private static Register readRegister(CodedInputStream in) throws IOException {
    Node node = NodeCodec.NODE.read(CodedInputStream.newInstance(new byte[0]));
    boolean skipNodeUpdate = false;
    Optional<Service> service = Optional.empty();
    List<Check> checks = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case NODE -> node = NodeCodec.NODE.read(nested(in));
        case SKIP_NODE_UPDATE -> skipNodeUpdate = in.readBool();
        case SERVICE -> service = Optional.of(ServiceCodec.SERVICE.read(nested(in)));
        case CHECK -> checks.add(CheckCodec.CHECK.read(nested(in)));
        default -> in.skipField(tag);
      }
    }
    return new Register(node, skipNodeUpdate, service, checks);
  }

  private static Deregister readDeregister(CodedInputStream in) throws IOException {
    String node = "";
    String serviceId = "";
    String checkId = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case NODE_NAME -> node = in.readString();
        case SERVICE_ID -> serviceId = in.readString();
        case CHECK_ID -> checkId = in.readString();
        default -> in.skipField(tag);
      }
    }
    return new Deregister(node, serviceId, checkId);
  }

  private static CodedInputStream nested(CodedInputStream in) throws IOException {
    return CodedInputStream.newInstance(in.readByteArray());
  }
}
