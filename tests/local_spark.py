"""A real Spark on this machine, with two worker processes."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WORKERS = 2


def missing() -> str | None:
    """What Spark needs and is not there; None where it can run."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed (pip install 'onrecord[spark]')"
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java") and not (home and Path(home, "bin", "java").exists()):
        return (
            "Java is not installed, which Spark runs on (apt-get install default-jre-headless, or make java)"
        )
    return None


@contextmanager
def session() -> "Iterator[SparkSession]":
    """A running Spark; it stops at the end."""
    # Its Python processes are this Python, and find the readers of the tests.
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    with TemporaryDirectory(prefix="onrecord-spark-") as folder:
        settings = {
            "spark.driver.memory": "1g",
            "spark.executorEnv.PYTHONPATH": str(Path(__file__).parent),
            "spark.log.level": "ERROR",
            "spark.local.dir": folder,
            "spark.sql.execution.arrow.maxRecordsPerBatch": "5",
            "spark.sql.shuffle.partitions": "2",
            "spark.sql.warehouse.dir": f"{folder}/warehouse",
            "spark.ui.enabled": "false",
        }
        builder = SparkSession.builder.master(f"local[{WORKERS}]").appName("onrecord tests")
        for name, value in settings.items():
            builder = builder.config(name, value)
        running = builder.getOrCreate()
        try:
            yield running
        finally:
            running.stop()
