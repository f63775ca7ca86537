namespace Switchyard.Web.Components.Controls;

/// <summary>The icons there are.</summary>
public enum IconName
{
    Switch,
    Overview,
    Playground,
    Models,
    Runs,
    Theme,
    Send,
    Stop,
    New,
    Tool,
    Thought,
    Copy,
}
