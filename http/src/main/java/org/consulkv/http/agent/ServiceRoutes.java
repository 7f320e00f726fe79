package org.consulkv.http.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.consulkv.agent.check.CheckSettings.Origin;
import org.consulkv.agent.definition.ServiceDefinition;
import org.consulkv.agent.local.LocalService;
import org.consulkv.agent.local.LocalState;
import org.consulkv.agent.local.Registrations;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.Routes;
import org.consulkv.http.catalog.CatalogSelectors;
import org.consulkv.http.filter.Filter;
import org.consulkv.http.reading.WaitTimes;
import org.consulkv.runtime.GoDuration;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.catalog.Service;

/// The services of this agent: `/v1/agent/service*`, and maintenance.
public final class ServiceRoutes {
  private final LocalState state;
  private final Registrations registrations;
  private final ServiceJson form;
  private final WaitTimes waits;
  private final Executor mayBlock;

  /// @param mayBlock runs what writes files
  public ServiceRoutes(
      LocalState state,
      Registrations registrations,
      String datacenter,
      WaitTimes waits,
      Executor mayBlock) {
    this.state = state;
    this.registrations = registrations;
    this.waits = waits;
    this.mayBlock = mayBlock;
    form = new ServiceJson(datacenter);
  }

  public void addTo(Routes routes) {
    routes.at("/v1/agent/services").on("GET", this::services);
    routes.at("/v1/agent/service/").on("GET", this::service);
    routes.at("/v1/agent/service/register").on("PUT", this::register);
    routes.at("/v1/agent/service/deregister/").on("PUT", this::deregister);
    routes.at("/v1/agent/service/maintenance/").on("PUT", this::maintainService);
    routes.at("/v1/agent/maintenance").on("PUT", this::maintainNode);
  }

  private void services(Call call) {
    Filter<Service> filter = Filter.parse(call.query().first("filter"), CatalogSelectors.SERVICE);
    List<Service> services =
        filter.of(state.services().stream().map(LocalService::service).toList());
    call.json(json -> form.map(json, services));
  }

  private void service(Call call) {
    new ServiceRead(call, state, form, call.restText()).answer(waits.nanos(wait(call)));
  }

  private static Duration wait(Call call) {
    String wait = call.query().first("wait");
    try {
      return wait.isEmpty() ? Duration.ZERO : GoDuration.parse(wait);
    } catch (IllegalArgumentException e) {
      throw Call.badRequest("Invalid wait time");
    }
  }

  private void register(Call call) {
    ServiceDefinition definition = Definition.service(call);
    Optional<String> replace = call.query().value("replace-existing-checks");
    boolean replaces =
        replace.isPresent() && (replace.get().isEmpty() || GoNumbers.truth(replace.get()));
    change(call, () -> registrations.register(definition, Origin.REMOTE, replaces));
  }

  private void deregister(Call call) {
    String id = call.restText();
    if (id.isEmpty()) {
      throw new ApiException(ErrorKind.REFUSED, "ServiceID missing");
    }
    change(call, () -> registrations.deregisterService(id));
  }

  private void maintainService(Call call) {
    String id = call.restText();
    if (id.isEmpty()) {
      throw Call.badRequest("Missing service ID");
    }
    boolean enable = enable(call);
    String reason = call.query().first("reason");
    change(call, () -> registrations.maintainService(id, enable, reason, call.token()));
  }

  private void maintainNode(Call call) {
    boolean enable = enable(call);
    String reason = call.query().first("reason");
    change(call, () -> registrations.maintainNode(enable, reason, call.token()));
  }

  private static boolean enable(Call call) {
    Optional<String> enable = call.query().value("enable");
    if (enable.isEmpty()) {
      throw Call.badRequest("Missing value for enable");
    }
    try {
      return GoNumbers.truth(enable.get());
    } catch (ApiException e) {
      throw Call.badRequest("Invalid value for enable: " + GoNumbers.quoted(enable.get()));
    }
  }

  private void change(Call call, Runnable change) {
    call.follow(CompletableFuture.runAsync(change, mayBlock), _ -> call.ok());
  }
}
