using System.Text.Json.Serialization;

namespace Switchyard.Faults.Workers;

/// <summary>Where a worker kills itself over a job.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeathPoint>))]
internal enum DeathPoint
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>In the first attempt, before its effect.</summary>
    BeforeEffect,

    /// <summary>In the first attempt, between its effect and its commit.</summary>
    AfterEffect,

    /// <summary>In the first attempt, when it has been committed and nobody has been told.</summary>
    AfterCommit,

    /// <summary>In every attempt.</summary>
    Always,
}
