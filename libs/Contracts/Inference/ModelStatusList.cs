namespace Switchyard.Contracts.Inference;

/// <summary>Answer of <c>GET /admin/models</c>.</summary>
public sealed record ModelStatusList
{
    /// <summary>Gets the constant <c>list</c>.</summary>
    public string Object { get; init; } = "list";

    /// <summary>Gets the estimated bytes of all models in memory.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Gets the bytes that models may take; absent is no limit.</summary>
    public long? MemoryBudgetBytes { get; init; }

    /// <summary>Gets the models.</summary>
    public required IReadOnlyList<ModelStatus> Data { get; init; }
}
