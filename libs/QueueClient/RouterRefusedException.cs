using System.Net;

namespace Switchyard.QueueClient;

/// <summary>The Router does not do what it was asked. The message is its sentence for people.</summary>
public class RouterRefusedException : Exception
{
    internal RouterRefusedException(ServiceProblem problem)
        : base(problem.Message) => Problem = problem;

    /// <summary>Gets the status.</summary>
    public HttpStatusCode Status => Problem.Status;

    /// <summary>Gets what a program tests, such as <c>queue_full</c>; <see langword="null"/> where something else than a Router answered.</summary>
    public string? Code => Problem.Code;

    /// <summary>Gets the member of the request that is at fault.</summary>
    public string? Param => Problem.Param;

    /// <summary>Gets after how long to try again.</summary>
    public TimeSpan? RetryAfter => Problem.RetryAfter;

    internal ServiceProblem Problem { get; }
}
