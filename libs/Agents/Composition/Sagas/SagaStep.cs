namespace Switchyard.Agents.Composition.Sagas;

/// <summary>A step of a saga.</summary>
/// <param name="Name">The step's name, unique in the saga; like an agent's.</param>
/// <param name="Action">What it does.</param>
/// <param name="Compensation">
/// What undoes it when a later step fails, or when it fails itself and is idempotent, because then it may have happened: a compensation bears that there is nothing to undo.
/// <see langword="null"/> where nothing has to be undone.
/// </param>
public sealed record SagaStep(string Name, SagaAction Action, SagaAction? Compensation);
