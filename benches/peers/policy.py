"""stockpyl's answers and times for the instances of the bench `policy`."""

from peer import answer, seconds_per_call


def solve(request):
    from stockpyl.newsvendor import newsvendor_normal, newsvendor_poisson
    from stockpyl.rq import r_q_poisson_exact
    from stockpyl.ss import s_s_discrete_exact
    from stockpyl.wagner_whitin import wagner_whitin

    solvers = {
        "newsvendor_normal": lambda i: newsvendor_normal(i["h"], i["p"], i["mean"], i["sd"])[1],
        "newsvendor_poisson": lambda i: newsvendor_poisson(i["h"], i["p"], i["mean"])[1],
        "base_stock": lambda i: newsvendor_normal(
            i["h"], i["p"], i["mean"], i["sd"], lead_time=i["leadTime"]
        )[1],
        "rq_exact_poisson": lambda i: r_q_poisson_exact(
            i["h"], i["p"], i["K"], i["rate"], i["leadTime"]
        )[2],
        "ss_exact": lambda i: s_s_discrete_exact(i["h"], i["p"], i["K"], True, i["mean"])[2],
        "wagner_whitin": lambda i: wagner_whitin(
            len(i["demand"]), i["h"], i["K"], i["demand"]
        )[1],
    }
    answers = {}
    for name, instances in request.items():
        one = solvers[name]
        answers[name] = {
            "costs": [float(one(instance)) for instance in instances],
            "seconds": seconds_per_call(lambda: [one(instance) for instance in instances])
            / len(instances),
        }
    return answers


answer({"stockpyl": "stockpyl==1.0.2"}, solve)
