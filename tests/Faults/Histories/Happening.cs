using System.Text.Json.Serialization;

namespace Switchyard.Faults.Histories;

/// <summary>What clients, workers and the runner write down.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Happening>))]
internal enum Happening
{
    /// <summary>A client is about to submit a job.</summary>
    Submitting,

    /// <summary>The submission was answered with 202 and the job's id.</summary>
    Acknowledged,

    /// <summary>The submission was answered with anything else.</summary>
    Refused,

    /// <summary>The submission was not answered.</summary>
    Unanswered,

    /// <summary>A client was told that a job is cancelled.</summary>
    Cancelled,

    /// <summary>A worker was given a job; the time is that of its question, so that the lease cannot have begun earlier.</summary>
    Claimed,

    /// <summary>A lease was renewed; the time is that of the question.</summary>
    Renewed,

    /// <summary>A handler began.</summary>
    Started,

    /// <summary>A handler had its effect on the world outside.</summary>
    Effect,

    /// <summary>A worker is about to end its attempt; the detail says how.</summary>
    Ending,

    /// <summary>The end was taken; the detail says how.</summary>
    Ended,

    /// <summary>The end was refused: the attempt was no longer the job's.</summary>
    Fenced,

    /// <summary>A process is dead.</summary>
    Killed,

    /// <summary>A fault begins.</summary>
    Injected,

    /// <summary>A fault is over.</summary>
    Healed,

    /// <summary>A job submitted after the fault was done.</summary>
    Recovered,
}
