using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Requests;

/// <summary>Which requests a list shows.</summary>
/// <param name="Outcome">An outcome, <see cref="UnderWay"/> or <see cref="NotCompleted"/>; empty for all.</param>
/// <param name="Model">A part of the model string as it was asked for, or of one that was tried; empty for all.</param>
internal sealed record RequestFilter(string Outcome, string Model)
{
    public const string UnderWay = "under_way";
    public const string NotCompleted = "not_completed";

    public static RequestFilter None { get; } = new(string.Empty, string.Empty);

    public bool IsNone => Outcome.Length == 0 && Model.Length == 0;

    public bool Matches(RequestInfo request) => MatchesOutcome(request.Outcome) && MatchesModel(request);

    private bool MatchesOutcome(string? outcome) => Outcome switch
    {
        "" => true,
        UnderWay => outcome is null,
        NotCompleted => outcome is not null and not RequestOutcomes.Completed,
        _ => outcome == Outcome,
    };

    private bool MatchesModel(RequestInfo request) => Model.Length == 0 || Contains(request.Model) || request.Attempts.Any(attempt => Contains(attempt.Model));

    private bool Contains(string? model) => model is not null && model.Contains(Model, StringComparison.OrdinalIgnoreCase);
}
