namespace Switchyard.Web.Runs;

/// <summary>What a row of a run's timeline is.</summary>
internal enum TimelineKind
{
    /// <summary>A call of a model.</summary>
    Model,

    /// <summary>A call of a tool, or of anything else that takes no tokens.</summary>
    Tool,

    /// <summary>A person is waited for.</summary>
    Person,

    /// <summary>A step is done.</summary>
    Step,
}
