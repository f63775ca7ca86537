using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.DataClasses;

/// <summary>Keeps requests from providers that may not be used for what they ask.</summary>
internal static class TaskPolicy
{
    /// <summary>Leaves those candidates of <paramref name="plan"/> that may be used, or says why none may.</summary>
    public static RoutePlan Restrict(RoutePlan plan, ForwardRequest request)
    {
        var task = RouterMetrics.OperationName(request.Operation);
        foreach (var candidate in plan.EachCandidate())
        {
            if (!candidate.Provider.Config.MayDo(task))
            {
                return plan.Filter(one => Leave(one, request.ModelName, task));
            }
        }

        return plan;
    }

    private static RoutePlan Leave(RoutePlan plan, string? model, string task) => plan.Without(
        candidate => !candidate.Provider.Config.MayDo(task),
        candidate => $"'{candidate.Provider.Config.Id}' may not be used for {task}",
        () => Refuse(plan, model, task));

    private static ApiError Refuse(RoutePlan plan, string? model, string task)
    {
        var providers = plan.Candidates.Select(candidate => candidate.Provider.Config).DistinctBy(provider => provider.Id);
        return ApiErrors.TaskNotAllowed(
            $"No provider of '{model ?? RegistrySnapshot.DefaultName}' may be used for {task}: {string.Join("; ", providers.Select(provider => $"'{provider.Id}' may be used for {string.Join(", ", provider.AllowedTasks)}"))}. The settings Router:Providers:<id>:AllowedTasks say so.");
    }
}
