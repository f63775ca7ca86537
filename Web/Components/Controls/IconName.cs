namespace Switchyard.Web.Components.Controls;

/// <summary>The icons there are.</summary>
public enum IconName
{
    Switch,
    Overview,
    Playground,
    Models,
    Agents,
    Approvals,
    Runs,
    Jobs,
    Requests,
    Providers,
    Theme,
    Send,
    Stop,
    New,
    Tool,
    Thought,
    Copy,
}
